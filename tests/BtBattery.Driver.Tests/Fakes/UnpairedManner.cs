namespace BtBattery.Driver.Tests.Fakes;

/// <summary>How a fake battery treats a partner it is not paired with.</summary>
internal enum UnpairedManner
{
    /// <summary>Like any other.</summary>
    Talks,

    /// <summary>It sends every request back.</summary>
    Echoes,

    /// <summary>It lets nobody subscribe.</summary>
    Refuses,
}
