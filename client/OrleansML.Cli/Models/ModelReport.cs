using OrleansML.Gateway.Api;

namespace OrleansML.Cli.Models;

/// <summary>What <c>orleansml model show</c> writes.</summary>
internal sealed record ModelReport(ModelInfo Model, RegistryEventInfo[] History);
