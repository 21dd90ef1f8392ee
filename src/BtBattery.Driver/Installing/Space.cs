namespace BtBattery.Driver.Installing;

/// <summary>Room on the disk: a full one keeps the whole machine from saving its settings, and is refused before anything is written.</summary>
/// <param name="means">What the installation is changed with.</param>
internal sealed class Space(InstallMeans means)
{
    private const long Megabyte = 1_000_000;

    /// <summary>What is to be left for everybody else.</summary>
    private const long Reserve = 10 * Megabyte;

    /// <summary>Refuses where there is not room for a version twice, and the reserve.</summary>
    /// <param name="size">Bytes of the version.</param>
    public void Demand(long size)
    {
        string folder = means.Places.Base;
        while (!Directory.Exists(folder))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        long needed = 2 * size + Reserve;
        long free = means.FreeBytes(folder);
        if (free < needed)
        {
            throw new RefusalException(FormattableString.Invariant(
                $"There is not enough room where {means.Places.OnMachine(means.Places.Base)} lies: {free / Megabyte} MB are free, {(needed + Megabyte - 1) / Megabyte} MB are needed. Nothing was changed."));
        }
    }
}
