namespace OrleansML.Cli.Monitoring;

/// <summary>A report that was written as a page.</summary>
/// <param name="File">Where it is.</param>
internal sealed record MonitorPageWritten(string File);
