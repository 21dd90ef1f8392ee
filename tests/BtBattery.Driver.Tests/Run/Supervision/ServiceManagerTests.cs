using System.Net.Sockets;
using System.Text;
using BtBattery.Driver.Run;
using BtBattery.Driver.Run.Supervision;
using BtBattery.Tests.VirtualTime;

namespace BtBattery.Driver.Tests.Run.Supervision;

public sealed class ServiceManagerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("btbattery-notify-").FullName;
    private readonly ManualTimeProvider _time = new();
    private readonly List<string> _told = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("120000000", null, 120.0)]
    [InlineData("120000000", "", 120.0)]
    [InlineData("500000", null, 0.5)]
    [InlineData("120000000", "1", null)]
    [InlineData("0", null, null)]
    [InlineData("-5", null, null)]
    [InlineData("soon", null, null)]
    [InlineData("", null, null)]
    [InlineData(null, null, null)]
    [InlineData("9223372036854775807", null, null)]
    public void The_patience_is_what_systemd_says_of_this_process(string? microseconds, string? process, double? seconds) =>
        Assert.Equal(seconds, ServiceManager.Patience(microseconds, process)?.TotalSeconds);

    [Fact]
    public void The_patience_counts_for_the_process_it_names() =>
        Assert.Equal(TimeSpan.FromSeconds(3), ServiceManager.Patience("3000000", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void A_sign_of_life_is_sent_four_times_within_the_patience_and_no_oftener()
    {
        var manager = new ServiceManager(_told.Add, new MonotonicClock(_time), TimeSpan.FromSeconds(40));
        for (int quarter = 0; quarter < 400; quarter++)
        {
            manager.Beat();
            _time.Advance(TimeSpan.FromSeconds(0.25));
        }

        Assert.Equal(10, _told.Count(message => message == "WATCHDOG=1"));
        Assert.Equal(10, _told.Count);
    }

    [Fact]
    public void Whoever_is_not_waited_for_gives_no_sign()
    {
        var manager = new ServiceManager(_told.Add, new MonotonicClock(_time), null);
        manager.Beat();
        Assert.Empty(_told);
    }

    [Fact]
    public void Ready_and_leaving_are_told_once()
    {
        var manager = new ServiceManager(_told.Add, new MonotonicClock(_time), null);
        manager.Ready();
        manager.Ready();
        manager.Stopping();
        manager.Stopping();
        Assert.Equal(["READY=1", "STOPPING=1\nSTATUS=Leaving: batteries are released."], _told);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Messages_arrive_on_a_real_socket_by_path_or_by_name_alone(bool isAbstract)
    {
        string path = isAbstract ? $"@btbattery-{Guid.NewGuid():N}" : Path.Combine(_folder, "notify");
        using Socket listener = Listen(path);
        using var socket = new NotifySocket(path);
        socket.Send("READY=1");
        socket.Send("STATUS=Both answer: ö.");
        Assert.Equal(["READY=1", "STATUS=Both answer: ö."], [Receive(listener), Receive(listener)]);
    }

    [Fact]
    public void A_manager_that_is_away_full_or_back_is_no_fault_and_holds_nobody_up()
    {
        string path = Path.Combine(_folder, "notify");
        using var socket = new NotifySocket(path);
        socket.Send("READY=1");
        using (Socket deaf = Listen(path))
        {
            for (int i = 0; i < 10_000; i++)
            {
                socket.Send("WATCHDOG=1");
            }
        }

        File.Delete(path);
        using Socket back = Listen(path);
        socket.Send("WATCHDOG=1");
        Assert.Equal("WATCHDOG=1", Receive(back));
    }

    private static Socket Listen(string path)
    {
        var listener = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 10_000 };
        listener.Bind(new UnixDomainSocketEndPoint(path.StartsWith('@') ? $"\0{path[1..]}" : path));
        return listener;
    }

    private static string Receive(Socket listener)
    {
        byte[] buffer = new byte[1024];
        return Encoding.UTF8.GetString(buffer, 0, listener.Receive(buffer));
    }
}
