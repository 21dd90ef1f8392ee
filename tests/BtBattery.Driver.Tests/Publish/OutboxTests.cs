using BtBattery.Aggregation.Model;
using BtBattery.DBus;
using BtBattery.Driver.Publish;
using BtBattery.Driver.Publish.Surfaces;
using BtBattery.Driver.Tests.Fakes;

namespace BtBattery.Driver.Tests.Publish;

/// <summary>What of the changes is sent when, path by path; time passes by being told.</summary>
public sealed class OutboxTests
{
    private static readonly MonotonicTime s_start = new(TimeSpan.FromHours(1));
    private static readonly BankTurn s_turn = BankTurns.Of(new BatterySnapshot());

    private readonly Dictionary<string, RowValue> _values = [];
    private readonly List<SurfaceRow> _rows = [];
    private ItemTree? _tree;
    private Outbox? _outbox;

    [Fact]
    public void A_change_within_the_dead_band_is_sent_when_it_lasts_and_not_when_it_comes_and_goes()
    {
        Number("/Cell", 0.002, 3.300);
        Assert.Equal([], At(0));

        // Noise of a millivolt for minutes.
        for (int second = 2; second < 200; second += 2)
        {
            _values["/Cell"] = (double?)(second % 4 == 0 ? 3.301 : 3.300);
            Assert.Equal([], At(second));
        }

        Assert.Null(_outbox!.NextAt);
        _values["/Cell"] = (double?)3.301;
        Assert.Equal([], At(200));
        Assert.Equal(s_start + TimeSpan.FromSeconds(230), _outbox.NextAt);
        Assert.Equal([], At(229.9));
        Assert.Equal(["/Cell 3.301"], At(230));
        Assert.Null(_outbox.NextAt);
    }

    [Fact]
    public void A_change_of_the_dead_band_is_sent_at_once_and_what_creeps_too()
    {
        Number("/Cell", 0.002, 3.300);
        At(0);
        _values["/Cell"] = (double?)3.302;
        Assert.Equal(["/Cell 3.302"], At(2));
        _values["/Cell"] = (double?)3.303;
        Assert.Equal([], At(4));
        _values["/Cell"] = (double?)3.304;
        Assert.Equal(["/Cell 3.304"], At(6));
    }

    [Fact]
    public void What_goes_along_is_sent_with_other_news_and_never_alone()
    {
        Number("/Cell", 0.002, 3.300);
        Add("/History", new SurfacePath("/History", ValueForm.Words, 0, Freshness.Fact, "").Along(), "");
        At(0);
        _values["/History"] = "12";
        Assert.Equal([], At(10));
        Assert.Null(_outbox!.NextAt);
        _values["/History"] = "12,12";
        Assert.Equal([], At(100));
        _values["/Cell"] = (double?)3.302;
        Assert.Equal(["/Cell 3.302", "/History 12,12"], At(101));
        _values["/Cell"] = (double?)3.304;
        Assert.Equal(["/Cell 3.304"], At(103));
    }

    [Fact]
    public void A_fact_stays_within_its_dead_band()
    {
        Add("/Age", new SurfacePath("/Age", ValueForm.Count, 10, Freshness.Fact, ""), (int?)0);
        At(0);
        _values["/Age"] = (int?)9;
        Assert.Equal([], At(100));
        Assert.Null(_outbox!.NextAt);
        _values["/Age"] = (int?)10;
        Assert.Equal(["/Age 10"], At(101));
    }

    [Fact]
    public void There_is_one_message_a_second_with_the_newest_of_all_that_waits()
    {
        Number("/A", 0, 1);
        Number("/B", 0, 1);
        At(0);
        _values["/A"] = (double?)2;
        Assert.Equal(["/A 2"], At(5));
        _values["/A"] = (double?)3;
        Assert.Equal([], At(5.4));
        Assert.Equal(s_start + TimeSpan.FromSeconds(6), _outbox!.NextAt);
        (_values["/A"], _values["/B"]) = ((double?)4, (double?)4);
        Assert.Equal([], At(5.8));
        Assert.Equal(["/A 4", "/B 4"], At(6));
    }

    [Fact]
    public void What_must_not_wait_does_not_and_takes_along_what_waits()
    {
        Number("/A", 0, 1);
        Add("/Alarm", new SurfacePath("/Alarm", ValueForm.Count, 0, Freshness.Reading, "").AtOnce(), (int?)0);
        Add("/Limit", new SurfacePath("/Limit", ValueForm.LimitAmps, 0.5, Freshness.Decision, "").FallingAtOnce(), (double?)50);
        At(0);
        _values["/A"] = (double?)2;
        At(1);

        _values["/Limit"] = (double?)49.9;
        Assert.Equal(["/Limit 49.9"], At(1.1));
        (_values["/Limit"], _values["/A"]) = ((double?)60, (double?)3);
        Assert.Equal([], At(1.2));
        _values["/Alarm"] = (int?)2;
        Assert.Equal(["/Alarm 2", "/A 3", "/Limit 60"], At(1.3));
        _values["/A"] = (RowValue)default;
        Assert.Equal(["/A invalid"], At(1.4));
    }

    [Fact]
    public void What_follows_noise_goes_with_what_it_belongs_to()
    {
        Number("/System/MinCellVoltage", 0.002, 3.300);
        Add("/System/MinVoltageCellId", new SurfacePath("/System/MinVoltageCellId", ValueForm.Words, 0, Freshness.Reading, "").Calm("/System/MinCellVoltage"), "C1");
        At(0);
        for (int second = 2; second < 100; second += 2)
        {
            _values["/System/MinVoltageCellId"] = second % 4 == 0 ? "C1" : "C7";
            Assert.Equal([], At(second));
        }

        (_values["/System/MinCellVoltage"], _values["/System/MinVoltageCellId"]) = ((double?)3.290, "C7");
        Assert.Equal(["/System/MinCellVoltage 3.29", "/System/MinVoltageCellId C7"], At(100).Order());
    }

    [Fact]
    public void Where_there_is_no_room_all_else_goes_before_single_cells_and_of_those_the_one_that_waits_longest()
    {
        const int Cells = 200;
        AddCells(Cells);
        Number("/Dc/0/Voltage", 0, 1);
        At(0);
        var lastSent = new Dictionary<string, double>();
        double longest = 0;
        for (int second = 1; second <= 60; second++)
        {
            SetAll(3 + (second / 100.0));
            string[] sent = At(second);
            Assert.StartsWith("/Dc/0/Voltage ", sent[0], StringComparison.Ordinal);
            int most = second == 1 ? Outbox.MostBytes : Outbox.BytesPerSecond + 100;
            Assert.InRange(BytesOf(sent), most - 200, most);
            foreach (string path in sent.Select(text => text.Split(' ')[0]))
            {
                longest = Math.Max(longest, second - lastSent.GetValueOrDefault(path));
                lastSent[path] = second;
            }
        }

        Assert.Equal(Cells + 1, lastSent.Count);
        Assert.InRange(longest, 4, 5);
    }

    [Fact]
    public void Where_there_is_no_room_each_round_of_answers_has_one_message()
    {
        AddCells(200);
        At(0);
        for (double second = 2; second <= 60; second += 2)
        {
            // Batteries answer a little earlier or later.
            double answered = second + (second % 4 == 0 ? 0.3 : 0);
            SetAll(3 + (second / 100));
            Assert.InRange(BytesOf(At(answered)), Outbox.MostBytes - 1400, Outbox.MostBytes);
            Assert.True(NextSecond > second + 2.3, $"After {answered} s at {NextSecond} s.");
        }
    }

    [Fact]
    public void What_found_no_room_goes_on_by_itself_where_no_round_of_answers_comes()
    {
        AddCells(250);
        At(0);
        SetAll(3.1);
        int sent = At(10).Length;
        Assert.InRange(NextSecond, 12.45, 12.5);
        sent += At(NextSecond).Length;
        Assert.InRange(NextSecond, 14.9, 15);
        sent += At(NextSecond).Length;
        Assert.Equal((250, null), (sent, _outbox!.NextAt));
    }

    [Fact]
    public void What_cannot_wait_is_sent_whole_however_much_it_is()
    {
        AddCells(200);
        At(0);
        foreach (string path in _values.Keys)
        {
            _values[path] = default;
        }

        Assert.Equal(200, At(30).Length);
    }

    [Fact]
    public void A_text_that_is_longer_than_all_room_stops_nothing_behind_it()
    {
        Add("/Diagnostics/Configuration", new SurfacePath("/Diagnostics/Configuration", ValueForm.Words, 0, Freshness.Fact, ""), "");
        Number("/Dc/0/Voltage", 0, 1);
        At(0);
        _values["/Diagnostics/Configuration"] = new string('x', Outbox.MostBytes);
        _values["/Dc/0/Voltage"] = (double?)2;
        Assert.StartsWith("/Diagnostics/Configuration ", Assert.Single(At(1)), StringComparison.Ordinal);
        Assert.Equal([], At(2));
        Assert.Equal(["/Dc/0/Voltage 2"], At(3));
    }

    [Fact]
    public void A_cell_that_has_waited_for_long_waits_no_longer_however_much_else_there_is()
    {
        for (int path = 1; path <= 100; path++)
        {
            Number($"/Batteries/1/Often{path}", 0, 0);
        }

        Add("/Voltages/Cell1", new SurfacePath("/Voltages/Cell1", ValueForm.CellVolts, 0.002, Freshness.Reading, "").Patient(), (double?)3);
        At(0);
        _values["/Voltages/Cell1"] = (double?)3.1;
        double sentAt = 0;
        for (int second = 1; second <= 60 && sentAt == 0; second++)
        {
            foreach (string path in _values.Keys.Where(path => path.Contains("Often", StringComparison.Ordinal)))
            {
                _values[path] = (double?)second;
            }

            sentAt = At(second).Contains("/Voltages/Cell1 3.1") ? second : 0;
        }

        Assert.InRange(sentAt, 30, 35);
    }

    [Fact]
    public void A_time_that_nobody_knows_any_more_is_taken_back_with_the_next_message()
    {
        Add("/TimeToGo", new SurfacePath("/TimeToGo", ValueForm.Count, 300, Freshness.Reading, "").Calm(), (int?)7200);
        At(0);
        _values["/TimeToGo"] = (int?)3600;
        Assert.Equal([], At(1));
        _values["/TimeToGo"] = default;
        Assert.Equal(["/TimeToGo invalid"], At(2));
    }

    [Fact]
    public void Clients_that_read_anew_are_sent_what_changes_from_then_on()
    {
        Number("/A", 0, 1);
        At(0);
        _values["/A"] = (double?)2;
        _outbox!.Take(_tree!.Update(s_turn), s_start + TimeSpan.FromSeconds(1));
        _outbox.Begin();
        Assert.Equal([], At(2));
        _values["/A"] = (double?)1;
        Assert.Equal(["/A 1"], At(3));
    }

    [Theory]
    [InlineData(ItemKind.Number, "/Dc/0/Voltage", 26.44, null)]
    [InlineData(ItemKind.Number, "/Batteries/2/Voltages/Cell13", 3.301, null)]
    [InlineData(ItemKind.Number, "/Dc/0/Temperature", -3.5, null)]
    [InlineData(ItemKind.Integer, "/Alarms/LowSoc", 1.0, null)]
    [InlineData(ItemKind.Integer, "/X", 12345.0, null)]
    [InlineData(ItemKind.Text, "/Mgmt/Connection", 0.0, "Bluetooth LE A4:C1:38:00:00:01: live")]
    [InlineData(ItemKind.Text, "/CustomName", 0.0, "")]
    [InlineData(ItemKind.Text, "/CustomName", 0.0, "Kühlbox")]
    public void A_size_is_that_of_the_message(ItemKind kind, string path, double number, string? text)
    {
        var item = new Item(path, new ValueForm(kind, 3, kind == ItemKind.Number ? "°C" : ""));
        Assert.Equal(SizeOnTheWire(item, item) - SizeOnTheWire(item), BusItem.SizeOf(item));
        item.Set(kind switch
        {
            ItemKind.Number => ItemValue.Of(number, 3),
            ItemKind.Integer => ItemValue.Of((int)number),
            _ => ItemValue.Of(text),
        });
        Assert.Equal(SizeOnTheWire(item, item) - SizeOnTheWire(item), BusItem.SizeOf(item));
    }

    [Fact]
    public void The_size_of_a_setting_is_that_of_the_message()
    {
        var number = new Item("/Settings/MaxCellVoltage", new ValueForm(ItemKind.Number, 3, "V"));
        var choice = new Item("/Settings/LossPolicy", ValueForm.Count);
        number.Bound(new(ItemValue.Of(3.35, 3), ItemValue.Of(3.45, 3), ItemValue.Invalid));
        choice.Bound(new(ItemValue.Of(0), ItemValue.Of(2), ItemValue.Of(1)));
        Assert.All([number, choice], item => Assert.Equal(SizeOnTheWire(item, item) - SizeOnTheWire(item), BusItem.SizeOf(item)));
    }

    [Fact]
    public void What_a_setting_may_be_is_sent_when_it_changes_though_its_value_does_not()
    {
        ItemValue most = ItemValue.Of(50);
        Add("/Settings/X", new SurfacePath("/Settings/X", ValueForm.Count, 0, Freshness.Fact, "").Setting(_ => new(ItemValue.Of(0), most, ItemValue.Of(10))), (int?)10);
        At(0);
        Assert.Equal([], At(1));
        most = ItemValue.Of(40);
        Assert.Equal(["/Settings/X 10"], At(2));
        Assert.Equal([], At(3));
        Assert.Null(_outbox!.NextAt);
    }

    private static int SizeOnTheWire(params Item[] items)
    {
        MessageWriter writer = new(new MessageHeader(MessageType.Signal) { Path = "/", Interface = BusItem.Interface, Member = "ItemsChanged", Signature = "a{sa{sv}}" });
        BusItem.WriteItems(ref writer, items.Append(new Item("/End", ValueForm.Count)).ToArray());
        int size = writer.Finish(1).Length;
        writer.Dispose();
        return size;
    }

    private double NextSecond => (_outbox!.NextAt!.Value - s_start).TotalSeconds;

    private void AddCells(int count)
    {
        for (int cell = 1; cell <= count; cell++)
        {
            string path = $"/Voltages/Cell{cell}";
            Add(path, new SurfacePath(path, ValueForm.CellVolts, 0.002, Freshness.Reading, "").Patient(), (double?)3);
        }
    }

    private void SetAll(double value)
    {
        foreach (string path in _values.Keys)
        {
            _values[path] = (double?)value;
        }
    }

    private int BytesOf(string[] sent) => sent.Sum(text => BusItem.SizeOf(_tree!.Find(text.Split(' ')[0])!));

    private void Number(string path, double deadBand, double value) => Add(path, new SurfacePath(path, new ValueForm(ItemKind.Number, 3), deadBand, Freshness.Reading, ""), (double?)value);

    private void Add(string path, SurfacePath line, RowValue value)
    {
        _values[path] = value;
        _rows.AddRange(line.Service(_ => _values[path]).RowsIn(PathScope.Bank, plan: null, battery: 0));
    }

    /// <summary>The turn at that second; before the first, clients read everything.</summary>
    private string[] At(double second)
    {
        MonotonicTime now = s_start + TimeSpan.FromSeconds(second);
        _tree ??= new ItemTree(_rows);
        IReadOnlyList<Item> changed = _tree.Update(s_turn);
        if (_outbox is null)
        {
            _outbox = new Outbox(_tree);
            _outbox.Begin();
            return [];
        }

        _outbox.Take(changed, now);
        return [.. _outbox.Collect(now).Select(item => FormattableString.Invariant($"{item.Path} {Describe(item.Value)}"))];
    }

    private static object Describe(ItemValue value) => !value.IsValid ? "invalid" : value.Kind == ItemKind.Text ? value.AsText : value.AsNumber;
}
