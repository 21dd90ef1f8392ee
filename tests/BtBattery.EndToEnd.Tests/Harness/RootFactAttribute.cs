namespace BtBattery.EndToEnd.Tests.Harness;

/// <summary>A test that becomes another user, which only root can.</summary>
internal sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Skip = "Only root can become another user.";
        }
    }
}
