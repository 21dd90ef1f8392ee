using BtBattery.Driver.Options;
using BtBattery.Driver.Publish;

namespace BtBattery.Driver.Settings;

/// <summary>The settings of a bank and of each of its batteries. A battery keeps its own in whatever bank it is, and alone.</summary>
public sealed class BankSettings : IDisposable
{
    /// <summary>What people call the bank, or one battery.</summary>
    public static Setting CustomName { get; } = new(nameof(CustomName), ItemValue.Of(""));

    private BankSettings(IDeviceSettings bank, IReadOnlyList<IDeviceSettings> members) => (Bank, Members) = (bank, members);

    /// <summary>Those of the service; it has a number.</summary>
    public IDeviceSettings Bank { get; }

    /// <summary>Those of each battery, battery 1 first; of a battery alone the same as those of the service. One in a bank may have no number yet.</summary>
    public IReadOnlyList<IDeviceSettings> Members { get; }

    /// <summary>The number of the service.</summary>
    public int Instance => Bank.Instance!.Value;

    /// <summary>Opens all of them; waits for the settings service, and for the number of the bank, but of no battery in it.</summary>
    /// <param name="home">Where they are kept.</param>
    /// <param name="plan">The bank; its instance is the number that it gets if that is free.</param>
    /// <param name="own">What is kept of the bank beside its name.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<BankSettings> OpenAsync(ISettingsHome home, BankPlan plan, IReadOnlyList<Setting> own, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(home);
        ArgumentNullException.ThrowIfNull(plan);
        List<IDeviceSettings> opened = [];
        try
        {
            opened.Add(await home.OpenAsync(plan.Id, plan.DeviceInstance, [CustomName, .. own], cancellationToken));
            await opened[0].WaitForInstanceAsync(cancellationToken);
            for (int i = 0; i < plan.Members.Count && plan.Members.Count > 1; i++)
            {
                int? wish = plan.HasMemberServices ? plan.DeviceInstance + 1 + i : null;
                opened.Add(await home.OpenAsync(plan.Members[i].Id, wish, [CustomName], cancellationToken));
            }

            return new(opened[0], opened.Count > 1 ? opened[1..] : opened);
        }
        catch
        {
            opened.ForEach(settings => settings.Dispose());
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Bank.Dispose();
        foreach (IDeviceSettings member in Members.Where(member => member != Bank))
        {
            member.Dispose();
        }
    }
}
