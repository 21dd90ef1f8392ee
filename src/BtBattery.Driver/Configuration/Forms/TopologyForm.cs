using System.Text.Json;
using BtBattery.Aggregation.Wiring;
using BtBattery.Driver.Configuration.Keys;

namespace BtBattery.Driver.Configuration.Forms;

/// <summary>A wiring; whether its names are batteries shows only when these are known.</summary>
internal sealed class TopologyForm : ValueForm<TopologyExpression>
{
    public override KeyKind Kind => KeyKind.Topology;

    public override string Expected => TopologyExpression.Expected;

    public override Reading<TopologyExpression> Read(string text) =>
        TopologyExpression.TryParse(text, out TopologyExpression? expression, out string? advice)
            ? Reading<TopologyExpression>.Of(expression)
            : Reading<TopologyExpression>.Wrong(FindingCodes.BadTopology, advice);

    public override string Format(TopologyExpression value) => value.ToString();

    public override void WriteJson(Utf8JsonWriter writer, TopologyExpression value) => writer.WriteStringValue(value.ToString());
}
