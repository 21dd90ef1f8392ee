using System.Text.Json;
using BtBattery.DBus;

namespace BtBattery.World.Tests;

/// <summary>What the MQTT bridge of a GX device makes of one path of a service (dbus-flashmq: README).</summary>
/// <param name="Topic"><c>N/portal/class/instance/path</c>.</param>
/// <param name="Payload">JSON: an object with the member <c>value</c>, which is null for an invalid one.</param>
internal sealed record MqttTopic(string Topic, string Payload)
{
    /// <summary>The topics of a service.</summary>
    /// <param name="portal">Id of the GX device.</param>
    /// <param name="service">Name of the service; its third element is the class.</param>
    /// <param name="items">Everything that is published.</param>
    /// <exception cref="ArgumentException">It has no instance, so the bridge leaves it out; or a path has a type that has no JSON.</exception>
    public static IReadOnlyList<MqttTopic> Of(string portal, string service, IReadOnlyDictionary<string, Variant?> items)
    {
        if (items.GetValueOrDefault("/DeviceInstance") is not { Signature: "i" } instance)
        {
            throw new ArgumentException("There is no /DeviceInstance.");
        }

        string root = $"N/{portal}/{service.Split('.')[2]}/{instance.AsInt32()}";
        return [.. items.Select(item => new MqttTopic(root + item.Key, JsonSerializer.Serialize(new Dictionary<string, object?> { ["value"] = JsonOf(item.Key, item.Value) })))];
    }

    private static object? JsonOf(string path, Variant? value) => value switch
    {
        null => null,
        { Signature: "i" } integer => integer.AsInt32(),
        { Signature: "d" } number => number.AsDouble(),
        { Signature: "s" } text => text.AsString(),
        { } other => throw new ArgumentException($"{path} is a {other.Signature}."),
    };
}
