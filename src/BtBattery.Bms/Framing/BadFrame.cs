namespace BtBattery.Bms.Framing;

/// <summary>Why received bytes were not used. Each is ordinary weather on a radio link and is counted, never thrown.</summary>
public enum BadFrame
{
    /// <summary>A byte outside every frame.</summary>
    Noise,

    /// <summary>A frame start with a length or header that this protocol does not have.</summary>
    Length,

    /// <summary>A frame whose end byte is not where its length says.</summary>
    EndByte,

    /// <summary>A frame whose checksum does not fit its bytes.</summary>
    Checksum,

    /// <summary>A good frame with one byte behind it that would make another good frame: nobody can tell which was sent.</summary>
    Ambiguous,

    /// <summary>A good frame that does not answer the outstanding request: late, unsolicited, or meant for another program.</summary>
    WrongReply,

    /// <summary>A good frame that says that the BMS refuses.</summary>
    Refused,

    /// <summary>Our own request, sent back unchanged.</summary>
    Echo,

    /// <summary>A good answer whose content does not have the shape its register prescribes.</summary>
    Contents,

    /// <summary>A notification that came while nothing had been asked.</summary>
    Unsolicited,

    /// <summary>A frame of which only a part had arrived when it was given up.</summary>
    Unfinished,
}
