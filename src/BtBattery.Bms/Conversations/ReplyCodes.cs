namespace BtBattery.Bms.Conversations;

/// <summary>Codes of <see cref="ReplyResult.Code"/> and of recordings that yield no values.</summary>
public static class ReplyCodes
{
    /// <summary>The request came back unchanged: the board wants to be paired first.</summary>
    public const string Echo = "echo";

    /// <summary>The board refused the password or the application key.</summary>
    public const string AuthRejected = "auth_rejected";

    /// <summary>No whole frame answered a request, although bytes arrived.</summary>
    public const string IncompleteFrame = "incomplete_frame";

    /// <summary>The answer arrived with a wrong checksum.</summary>
    public const string BadChecksum = "bad_checksum";

    /// <summary>The first answer had a wrong checksum; a later answer to the same request was good.</summary>
    public const string FirstReplyBadCrc = "first_reply_bad_crc";

    /// <summary>Only good frames that answer another request, or whose content has the wrong shape.</summary>
    public const string WrongReply = "wrong_reply";

    /// <summary>Nothing answered at all.</summary>
    public const string NoReply = "no_reply";

    /// <summary>What was answered carries no readings, as with acknowledgements alone.</summary>
    public const string NoValues = "no_values";

    /// <summary>The code of an error status: <c>status_81</c> for 0x81.</summary>
    public static string Status(byte status) => $"status_{status:x2}";

    /// <summary>The code of a Modbus exception: <c>exception_02</c> for 2.</summary>
    public static string Exception(byte code) => $"exception_{code:x2}";
}
