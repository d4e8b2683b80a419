using OrleansML.Silo;

namespace OrleansML.Cli.Up;

/// <summary>What <c>orleansml up</c> writes once it answers.</summary>
internal sealed record UpReport(SiloRole Role, IReadOnlyList<string> Urls, int ProcessId);
