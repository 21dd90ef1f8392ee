namespace BtBattery.Driver.Configuration.Keys;

/// <summary>Keys that belong together, in the files as in the documents. All of a group have one scope.</summary>
/// <param name="Id">Name for programs, lower_snake_case.</param>
/// <param name="Title">Heading for people.</param>
/// <param name="Scope">What a value holds for.</param>
/// <param name="Text">One or two sentences under the heading; what the keys have in common.</param>
public sealed record KeyGroup(string Id, string Title, KeyScope Scope, string Text);
