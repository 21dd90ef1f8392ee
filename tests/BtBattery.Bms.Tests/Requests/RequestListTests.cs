using BtBattery.Aggregation.Model;
using BtBattery.Bms.Conversations;
using BtBattery.Bms.Jbd;
using BtBattery.Bms.Recognition;

namespace BtBattery.Bms.Tests.Requests;

/// <summary>What can leave the program is exactly what docs/bms/requests.md lists. The seeds are fixed, so a failure repeats.</summary>
public class RequestListTests
{
    private const int Rounds = 320;

    private static readonly string?[] s_passwords = [null, "123456", "zZ~ 09"];
    private static readonly bool[] s_either = [false, true];
    private static readonly int[] s_failedAttempts = [0, 3];
    private static readonly RequestDocument s_document = RequestDocument.Load();

    /// <summary>Everything that left, each once; worked out once for all tests of this class.</summary>
    private static readonly Lazy<IReadOnlyList<(string Family, byte[] Bytes)>> s_everything = new(CollectEverything);

    private static IEnumerable<BmsOptions> AllOptions =>
        from password in s_passwords
        from invert in s_either
        from isFlipped in s_either
        from failedAttempts in s_failedAttempts
        select new BmsOptions
        {
            InvertCurrent = invert,
            Address = "10:A5:62:32:75:36",
            Password = password,
            Memory = new BmsMemory { IsCurrentSignFlipped = isFlipped, FailedPasswordAttempts = failedAttempts },
        };

    [Fact]
    public void Everything_that_leaves_is_listed_once_and_under_its_family()
    {
        foreach ((string family, byte[] bytes) in s_everything.Value)
        {
            RequestPattern[] fitting = [.. s_document.Patterns.Where(pattern => pattern.Matches(bytes))];
            Assert.True(
                fitting.Length == 1 && fitting[0].Family == family,
                $"{family} sends {Convert.ToHexString(bytes)}, which fits [{string.Join<RequestPattern>("; ", fitting)}]");
        }
    }

    [Fact]
    public void Everything_that_is_listed_does_leave()
    {
        Assert.NotEmpty(s_document.Patterns);
        foreach (RequestPattern pattern in s_document.Patterns)
            Assert.True(s_everything.Value.Any(sent => pattern.Matches(sent.Bytes)), $"nothing sends {pattern}");
    }

    /// <summary>Holds even if somebody adds a line to the list.</summary>
    [Fact]
    public void No_limit_and_no_configuration_is_ever_written_or_unlocked()
    {
        foreach ((string family, byte[] bytes) in s_everything.Value)
        {
            string sent = Convert.ToHexString(bytes);
            bool isHarmless = family switch
            {
                "jbd" when bytes[0] == 0xFF => bytes[2] is 0x15 or 0x17 or 0x18,
                "jbd" when bytes[1] == 0xA5 => bytes[2] is 0x03 or 0x04 or 0x05 or 0xAA,
                "jbd" => sent == "DD5A09064A3142324434FE8A77" || bytes is [0xDD, 0x5A, 0xE1, 2, 0, <= 3, ..],
                "daly-d2" => bytes[1] == 0x03 || bytes is [0xD2, 0x06, 0, 0xA5 or 0xA6, 0, 0 or 1, ..],
                "daly-p81" => bytes[1] == 0x03,
                "daly-a5" => bytes[2] is (>= 0x90 and <= 0x98) or (>= 0x50 and <= 0x63) or 0xD9 or 0xDA,
                _ => false,
            };
            Assert.True(isHarmless, $"{family} sends {sent}");
        }
    }

    [Fact]
    public void Switching_and_clearing_leave_only_when_asked_for()
    {
        var sent = new Collector();
        foreach (BmsFamily family in BmsCatalog.Families)
        {
            // Options carry what a connection has learned, so each board gets its own.
            foreach (ScriptedBoard board in Boards(seed: 3))
            {
                foreach (BmsOptions options in AllOptions)
                    Talk(family, options, board, 12, null, sent);
            }
        }

        Recognise(sent);
        Assert.All(sent.All, request => Assert.False(IsWrite(request.Bytes), Convert.ToHexString(request.Bytes)));

        static bool IsWrite(byte[] bytes) => bytes[0] switch
        {
            0xDD => bytes[1] != 0xA5,
            0xFF => false,
            0xA5 => bytes[2] is 0xD9 or 0xDA,
            _ => bytes[1] != 0x03,
        };
    }

    [Fact]
    public void Requests_go_to_the_listed_characteristics_and_to_no_other()
    {
        IEnumerable<(GattProfile Profile, string Family)> actual =
            BmsCatalog.Families.SelectMany(family => family.Profiles.Select(profile => (profile, family.Id)));
        IEnumerable<(GattProfile Profile, string Family)> listed =
            s_document.Profiles.SelectMany(row => row.Families.Select(family => (row.Profile, family)));
        Assert.Equal(listed.ToHashSet(), actual.ToHashSet());

        // The firmware loader of JBD's radio module.
        Assert.DoesNotContain(actual, a => a.Profile.Service == new Guid("00010203-0405-0607-0809-0a0b0c0d1912"));
        Assert.DoesNotContain(actual, a => a.Profile.Write == new Guid("00010203-0405-0607-0809-0a0b0c0d2b12"));
    }

    private static List<(string Family, byte[] Bytes)> CollectEverything()
    {
        var sent = new Collector();
        var chance = new Random(20261120);
        foreach (BmsFamily family in BmsCatalog.Families)
        {
            // Options carry what a connection has learned, so each board gets its own.
            foreach (ScriptedBoard board in Boards(seed: 7))
            {
                foreach (BmsOptions options in AllOptions)
                    Talk(family, options, board, 24, chance, sent);
            }

            Talk(family, new BmsOptions(), new ScriptedBoard(Temper.Willing, chance), Rounds, chance, sent);
            Talk(family, new BmsOptions(), new ScriptedBoard(Temper.Moody, chance), Rounds, chance, sent);
        }

        Recognise(sent);
        sent.Add("jbd", JbdPasswordClearing.Request);
        return sent.All;
    }

    private static IEnumerable<ScriptedBoard> Boards(int seed)
    {
        var chance = new Random(seed);
        return
            from temper in Enum.GetValues<Temper>()
            from kind in Enumerable.Range(0, 6)
            select new ScriptedBoard(temper, chance)
            {
                HasExtras = kind % 2 == 0,
                HasWideStatus = kind == 1,
                A5Address = kind % 2 == 0 ? (byte)0x40 : (byte)0x80,
                AppKeyAnswer = kind switch { 2 or 3 => 0, 4 => 1, 5 => 2, _ => null },
                IsPasswordRight = kind == 2,
            };
    }

    /// <summary>Runs rounds over as many connections as it takes. Switches FETs by <paramref name="chance"/>, or not at all.</summary>
    private static void Talk(BmsFamily family, BmsOptions options, ScriptedBoard board, int rounds, Random? chance, Collector sent)
    {
        BmsConversation conversation = family.Start(options);
        for (int round = 0; round < rounds; round++)
        {
            if (conversation.IsUnresponsive)
            {
                board.Disconnect();
                conversation = family.Start(options);
            }

            conversation.StartRound();
            while (conversation.NextRequest(default) is { } request)
            {
                sent.Add(family.Id, request);
                foreach (byte[] piece in board.Answer(request.Bytes.ToArray()).Chunk(20))
                    conversation.Receive(piece, default(MonotonicTime));
                if (chance?.Next(3) == 0)
                    conversation.RequestSwitch(chance.Next(2) == 0 ? FetSwitch.Charge : FetSwitch.Discharge, chance.Next(2) == 0);
            }
        }
    }

    private static void Recognise(Collector sent)
    {
        GattProfile[] profiles = [.. BmsCatalog.Families.SelectMany(family => family.Profiles).Distinct()];
        DeviceHints[] hints = [new(), new("JBD-SP04S"), new("DL-1", RememberedFamilyId: "daly-a5"), new("JBD-UP16S", "A5:C2:37:00:11:22", [0x0102])];
        foreach (DeviceHints hint in hints)
        {
            for (int present = 0; present < 1 << profiles.Length; present++)
            {
                foreach (ScriptedBoard board in Boards(seed: present))
                    Recognise([.. profiles.Where((_, i) => (present & 1 << i) != 0)], hint, board, sent);
            }
        }
    }

    private static void Recognise(GattProfile[] present, DeviceHints hints, ScriptedBoard board, Collector sent)
    {
        var recognition = new BmsRecognition(present, hints);
        while (recognition.Next() is { } probe)
        {
            sent.Add(probe.Family.Id, probe.Request);
            Assert.Contains(probe.Profile, present);
            foreach (byte[] piece in board.Answer(probe.Request.Bytes.ToArray()).Chunk(20))
                recognition.Receive(piece, default(MonotonicTime));
        }
    }

    /// <summary>Remembers each request once.</summary>
    private sealed class Collector
    {
        private readonly HashSet<(string Family, string Hex)> _known = [];

        public List<(string Family, byte[] Bytes)> All { get; } = [];

        public void Add(string family, BmsRequest request)
        {
            byte[] bytes = request.Bytes.ToArray();
            if (_known.Add((family, Convert.ToHexString(bytes))))
                All.Add((family, bytes));
        }
    }
}
