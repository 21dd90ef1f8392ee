namespace BtBattery.Driver.Run;

/// <summary>What a <see cref="Remark"/> is about.</summary>
public enum RemarkTopic
{
    /// <summary>What is wrong with a newer configuration that was refused; for people.</summary>
    Configuration,

    /// <summary>What the configuration asks for that the battery's own protection does not allow; for people.</summary>
    Protection,

    /// <summary>What keeps the published limits from being followed, and what to do; for people.</summary>
    Advice,

    /// <summary>The code of the first advice; docs/tools/doctor.md.</summary>
    AdviceCode,

    /// <summary>The name the battery reports of itself.</summary>
    ReportedName,

    /// <summary>The setting of the system that would rid the radio of what disturbs it; for people.</summary>
    RadioSetting,

    /// <summary>What was set on the screen and does not hold; for people.</summary>
    Screen,
}
