namespace BtBattery.Driver.Doctor;

/// <summary>A cause the doctor knows. The code is stable: scripts and the screens may rely on it.</summary>
/// <param name="Code">Lower snake case.</param>
/// <param name="Severity">How grave.</param>
/// <param name="Text">What is wrong, one sentence; names in braces are filled in.</param>
/// <param name="Action">The one thing that fixes it; names in braces are filled in.</param>
public sealed record DiagnosisCode(string Code, Severity Severity, string Text, string Action)
{
    /// <summary>A finding of this cause.</summary>
    /// <param name="subject">What it is about: an address, an adapter, a service; null for the machine as a whole.</param>
    /// <param name="values">What stands for the names in braces.</param>
    public Finding About(string? subject, params ReadOnlySpan<(string Name, string Value)> values)
    {
        string text = Text;
        string action = Action;
        foreach ((string name, string value) in values)
        {
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
            action = action.Replace("{" + name + "}", value, StringComparison.Ordinal);
        }

        return new Finding(Code, Severity, subject, text, action);
    }
}
