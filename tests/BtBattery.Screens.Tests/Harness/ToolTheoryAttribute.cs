namespace BtBattery.Screens.Tests.Harness;

/// <summary>A test that needs programs of others, where they are installed.</summary>
internal sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(params string[] programs) => Skip = Tools.WhyNot(programs);
}
