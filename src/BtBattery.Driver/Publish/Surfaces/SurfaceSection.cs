namespace BtBattery.Driver.Publish.Surfaces;

/// <summary>Lines of the table that belong together.</summary>
/// <param name="Title">Heading, for people.</param>
/// <param name="Introduction">What holds for all of them, in Markdown; empty for nothing.</param>
/// <param name="Paths">The lines.</param>
internal sealed record SurfaceSection(string Title, string Introduction, IReadOnlyList<SurfacePath> Paths);
