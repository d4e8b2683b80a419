using System.Runtime.InteropServices;
using OrleansML.Training.Onnx.Types;

namespace OrleansML.Training.Onnx.Graph;

/// <summary>Runs single steps and says which node was at fault when one fails.</summary>
internal static class GraphRun
{
    /// <summary>Computes a step into its slots; the results belong to the caller's dispose scope, temporaries are freed.</summary>
    /// <exception cref="InvalidOperationException">The node cannot be computed on these inputs.</exception>
    public static void Execute(NodeStep step, Tensor?[] values, bool training, Generator? generator)
    {
        using var scope = torch.NewDisposeScope();
        try
        {
            var results = step.Compute(new NodeCall(values, step, training, generator));
            for (var index = 0; index < step.Outputs.Length; index++)
            {
                if (step.Outputs[index] is not (>= 0 and var slot))
                    continue;
                if (index >= results.Length)
                    throw new InvalidOperationException($"Output {index} is not supported.");

                // Each slot has a handle of its own, so that freeing one value never frees another.
                var result = results[index];
                var isOwn = step.Inputs.All(input => input < 0 || !ReferenceEquals(values[input], result));
                values[slot] = (isOwn ? result : result.alias()).MoveToOuterDisposeScope();
            }
        }
        catch (Exception exception) when (IsFaultOfInputs(exception))
        {
            var inputs = step.Inputs.Select((slot, input) =>
                slot < 0 || values[slot] is not { } tensor ? "none" : TorchTypes.Describe(tensor, step.Node.Carried(input)));
            throw new InvalidOperationException(
                step.Node.Problem($"failed on {string.Join(", ", inputs)}: {FirstLine(exception.Message)}").ToString(), exception);
        }
    }

    private static bool IsFaultOfInputs(Exception exception) =>
        exception is ExternalException or InvalidOperationException or ArgumentException or IndexOutOfRangeException
            or DivideByZeroException;

    // Native errors carry a stack trace behind their first line.
    private static string FirstLine(string message) => message.Split('\n', 2)[0].TrimEnd();
}
