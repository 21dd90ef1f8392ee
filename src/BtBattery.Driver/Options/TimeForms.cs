namespace BtBattery.Driver.Options;

/// <summary>How times until a state of charge are published; the numbers are those of TIME_TO_SOC_VALUE_TYPE.</summary>
[Flags]
public enum TimeForms
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>As seconds.</summary>
    Seconds = 1,

    /// <summary>In words.</summary>
    Text = 2,

    /// <summary>As both.</summary>
    Both = Seconds | Text,
}
