namespace BtBattery.Bms.Tests.Requests;

/// <summary>How a <see cref="ScriptedBoard"/> takes what it is asked.</summary>
internal enum Temper
{
    /// <summary>It answers.</summary>
    Willing,

    /// <summary>It says nothing.</summary>
    Silent,

    /// <summary>It sends everything back.</summary>
    Echoing,

    /// <summary>It refuses everything, where its protocol has a word for that.</summary>
    Refusing,

    /// <summary>Every answer is damaged.</summary>
    Garbling,

    /// <summary>Any of these, now and then.</summary>
    Moody,
}
