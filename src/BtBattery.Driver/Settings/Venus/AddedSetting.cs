using BtBattery.DBus;

namespace BtBattery.Driver.Settings.Venus;

/// <summary>What the service said to one setting that was declared.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Error">0 if it is there now.</param>
/// <param name="Value">What it holds; without a value if it was refused.</param>
internal readonly record struct AddedSetting(string Path, int Error, Variant Value)
{
    private const string Signature = "aa{sv}";

    /// <summary>Why it was refused, in words.</summary>
    public string Words => Error switch
    {
        -2 => "an element of its path begins with an underscore",
        -3 => "its type is not known there",
        -4 => "its path is not valid",
        -5 => "it is there already with another type",
        -6 => "its default is not valid",
        -7 => "its default is out of its range",
        -8 => "a group has its name",
        -9 => "it is not below /Settings",
        _ => FormattableString.Invariant($"code {Error}"),
    };

    /// <summary>Writes the call that makes what is missing and reads what is there.</summary>
    /// <param name="connection">The bus.</param>
    /// <param name="settings">Path and form of each.</param>
    public static MessageWriter CreateCall(DBusConnection connection, IEnumerable<(string Path, Setting Setting)> settings)
    {
        MessageWriter call = connection.CreateMethodCall(VenusNames.Service, "/", VenusNames.Interface, "AddSettings", Signature);
        ArrayStart all = call.WriteArrayStart(DBusType.Array);
        foreach ((string path, Setting setting) in settings)
        {
            call.WriteVariantDictionary(Declare(path, setting));
        }

        call.WriteArrayEnd(all);
        return call;
    }

    /// <summary>Reads the answer; what in it is not as it should be is left out.</summary>
    public static IReadOnlyList<AddedSetting> Read(Message answer)
    {
        if (answer.Signature != Signature)
        {
            return [];
        }

        List<AddedSetting> added = [];
        MessageReader reader = answer.GetReader();
        ArrayEnd end = reader.ReadArrayStart(DBusType.Array);
        while (reader.HasNext(end))
        {
            Dictionary<string, Variant> entry = reader.ReadVariantDictionary();
            if (entry.GetValueOrDefault("path").TryGetString(out string? path) && entry.GetValueOrDefault("error").TryGetInteger(out long error))
            {
                added.Add(new(path, (int)Math.Clamp(error, int.MinValue, int.MaxValue), entry.GetValueOrDefault("value")));
            }
        }

        return added;
    }

    private static Dictionary<string, Variant> Declare(string path, Setting setting)
    {
        var entry = new Dictionary<string, Variant> { ["path"] = path, ["default"] = VenusValue.Write(setting.Default) };
        if (setting is { Default.Kind: not Publish.ItemKind.Text } and ({ Min: not null } or { Max: not null }))
        {
            entry["min"] = VenusValue.Write(setting.Default.Kind, setting.Min ?? int.MinValue);
            entry["max"] = VenusValue.Write(setting.Default.Kind, setting.Max ?? int.MaxValue);
        }

        return entry;
    }
}
