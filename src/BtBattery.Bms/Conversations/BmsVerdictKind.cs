namespace BtBattery.Bms.Conversations;

/// <summary>What stands between this program and a battery.</summary>
public enum BmsVerdictKind
{
    /// <summary>None of the services of any known protocol is on the device.</summary>
    NoService,

    /// <summary>The device accepts requests and answers none of them.</summary>
    NoAnswer,

    /// <summary>The board wants to be paired by passkey first.</summary>
    PairingNeeded,

    /// <summary>The board wants a password, and none is configured.</summary>
    PasswordNeeded,

    /// <summary>The board refused the configured password; it is not offered again.</summary>
    PasswordWrong,

    /// <summary>The device answers, but nothing this program understands.</summary>
    UnknownVariant,

    /// <summary>The device is known to speak something this program does not.</summary>
    Unsupported,
}
