namespace OrleansML.Cli.Quickstart;

/// <summary>Something that must hold for the quickstart to have worked.</summary>
internal sealed record QuickstartCheck(string Name, bool Passed, string Found);
