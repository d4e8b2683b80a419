namespace OrleansML.Cli.Store;

/// <summary>What <c>orleansml store accept</c> did.</summary>
internal sealed record StoreReport(string Service, string Identity);
