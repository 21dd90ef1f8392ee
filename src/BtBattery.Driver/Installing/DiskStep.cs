namespace BtBattery.Driver.Installing;

/// <summary>One change of the disk, told before it happens.</summary>
/// <param name="Act">What is done.</param>
/// <param name="Path">To what; of a rename, the new name.</param>
internal readonly record struct DiskStep(DiskAct Act, string Path);
