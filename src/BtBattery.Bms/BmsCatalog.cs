using BtBattery.Bms.Daly;
using BtBattery.Bms.Jbd;

namespace BtBattery.Bms;

/// <summary>Every protocol this program speaks, one line each.</summary>
public static class BmsCatalog
{
    /// <summary>The families, in the order in which an unknown device is asked.</summary>
    public static IReadOnlyList<BmsFamily> Families { get; } =
    [
        JbdConversation.TheFamily,
        DalyD2Conversation.TheFamily,
        DalyP81Conversation.TheFamily,
        DalyA5Conversation.TheFamily,
    ];

    /// <summary>The family with this id, upper or lower case; null if there is none.</summary>
    public static BmsFamily? Find(string id) =>
        Families.FirstOrDefault(family => family.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}
