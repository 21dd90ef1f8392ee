using System.Text;
using BtBattery.Bms.Conversations;

namespace BtBattery.Bms.Jbd;

/// <summary>The password handshake of one connection, step by step; see docs/bms/jbd.md.</summary>
/// <remarks>
/// <code>
/// FF AA 15 06 "000000" sum   application key   00 go on, 01 wrong key, 02 no password set
/// FF AA 17 00 17             random byte       n
/// FF AA 18 06 e1…e6 sum      password          00 right, 01 wrong; e[i] = (address[i] XOR password[i]) + n, modulo 256
/// </code>
/// A password is offered once per connection and three times in all, so that the owner is not locked out. The step
/// that unlocks settings (1D) and the one that changes the password (16) are never sent.
/// </remarks>
internal sealed class JbdHandshake(BmsOptions options, TimeSpan timeout)
{
    /// <summary>Refusals after which no password is offered any more.</summary>
    public const int MaxAttempts = 3;

    private const byte Accepted = 0;
    private const byte NoPasswordSet = 2;

    private readonly (byte[] Address, byte[] Password)? _secret = SecretOf(options);
    private byte _random;
    private byte _step;

    /// <summary>True once it has begun on this connection; it does not begin twice.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>The board let us in during this connection.</summary>
    public bool IsAccepted { get; private set; }

    /// <summary>A password is configured, and may still be offered.</summary>
    public bool HasPassword => _secret is not null && !IsExhausted;

    /// <summary>The password was refused so often that it is not offered any more.</summary>
    public bool IsExhausted => options.Memory.FailedPasswordAttempts >= MaxAttempts;

    /// <summary>The verdict, if the handshake failed for good.</summary>
    public BmsVerdict? Verdict { get; private set; }

    public static BmsRequest AppKeyRequest(TimeSpan timeout) =>
        new("application key", JbdAuthFrames.Message(JbdAuthFrames.AppKey, "000000"u8)) { Timeout = timeout, IsSecret = true };

    public void Begin()
    {
        HasBegun = true;
        _step = JbdAuthFrames.AppKey;
    }

    /// <summary>The request of the present step; null if there is no step left.</summary>
    public BmsRequest? Next() => _step switch
    {
        // Without a password to offer, this only finds out why the board is silent.
        JbdAuthFrames.AppKey => AppKeyRequest(HasPassword ? timeout : BmsFamily.ProbeTimeout),
        JbdAuthFrames.Random => new("random byte", JbdAuthFrames.Message(JbdAuthFrames.Random, [])) { Timeout = timeout, IsSecret = true },
        JbdAuthFrames.Password => new("password", JbdAuthFrames.Message(JbdAuthFrames.Password, Encode())) { Timeout = timeout, IsSecret = true },
        _ => null,
    };

    /// <summary>
    /// The password is handed out. It counts from here on, and not when it is refused: a board that hangs up on a wrong one
    /// would otherwise be offered it for ever.
    /// </summary>
    public void CountOffer() => options.Memory.FailedPasswordAttempts++;

    /// <summary>The present step was answered with <paramref name="result"/>.</summary>
    public void Answer(byte result)
    {
        switch (_step)
        {
            case JbdAuthFrames.AppKey when result == NoPasswordSet:
                Finish(isAccepted: true);
                break;
            case JbdAuthFrames.AppKey when result != Accepted:
                Finish(isAccepted: false, BmsVerdict.Unsupported("The access control of this board, which refuses the usual application key,"));
                break;
            case JbdAuthFrames.AppKey when IsExhausted:
                Finish(isAccepted: false, BmsVerdict.PasswordWrong);
                break;
            case JbdAuthFrames.AppKey when _secret is null:
                Finish(isAccepted: false, BmsVerdict.PasswordNeeded);
                break;
            case JbdAuthFrames.AppKey:
                _step = JbdAuthFrames.Random;
                break;
            case JbdAuthFrames.Random:
                _random = result;
                _step = JbdAuthFrames.Password;
                break;
            case JbdAuthFrames.Password when result == Accepted:
                options.Memory.FailedPasswordAttempts = 0;
                Finish(isAccepted: true);
                break;
            default:
                FailPassword();
                break;
        }
    }

    /// <summary>The present step was left unanswered. A password that may have been heard counts as an attempt.</summary>
    public void NoAnswer()
    {
        if (_step == JbdAuthFrames.Password)
            FailPassword();
        else
            Finish(isAccepted: false);
    }

    /// <summary>What has to be remembered between two rounds. The handshake is over then, or has not begun.</summary>
    public void List(StateNotes notes)
    {
        (bool hasBegun, bool isAccepted) = (HasBegun, IsAccepted);
        notes.Flag("begun", ref hasBegun);
        notes.Flag("accepted", ref isAccepted);
        (HasBegun, IsAccepted) = (hasBegun, isAccepted);
        notes.Byte("step", ref _step);
    }

    private static (byte[] Address, byte[] Password)? SecretOf(BmsOptions options)
    {
        if (options is not { Password: { } password, Address: { } address })
            return null;
        byte[] bytes = [.. address.Split(':').Select(part => Convert.ToByte(part, 16))];
        return bytes.Length == 6 && BmsOptions.IsPassword(password)
            ? (bytes, Encoding.ASCII.GetBytes(password))
            : throw new ArgumentException("a password has six ASCII characters and an address six bytes", nameof(options));
    }

    private byte[] Encode()
    {
        (byte[] address, byte[] password) = _secret!.Value;
        return [.. address.Zip(password, (a, p) => unchecked((byte)((a ^ p) + _random)))];
    }

    private void FailPassword() => Finish(isAccepted: false, IsExhausted ? BmsVerdict.PasswordWrong : null);

    private void Finish(bool isAccepted, BmsVerdict? verdict = null)
    {
        _step = 0;
        IsAccepted = isAccepted;
        Verdict = verdict;
    }
}
