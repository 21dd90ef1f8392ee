namespace BtBattery.Simulator.Radio;

/// <summary>An error that BlueZ is to answer with, so many times.</summary>
public sealed class InjectedErrors
{
    /// <summary>Name without the prefix org.bluez.Error.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Its text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>How often.</summary>
    public Repetition Times { get; } = new();

    /// <summary>Sets all three.</summary>
    public void Set(string name, string text, int times)
    {
        Name = name;
        Text = text;
        Times.Left = times;
    }
}
