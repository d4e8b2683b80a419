using OrleansML.Tensors;

namespace OrleansML.Cli.Quickstart;

/// <summary>One of the ways by which a prediction can be asked for.</summary>
/// <param name="Name">Shown to people.</param>
/// <param name="PredictAsync">Sends the inputs and returns the outputs in the model's order.</param>
internal sealed record WayIn(string Name, Func<Tensor[], CancellationToken, Task<IReadOnlyList<Tensor>>> PredictAsync);
