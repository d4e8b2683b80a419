using OrleansML.Training.Onnx;
using OrleansML.Training.Runs;

namespace OrleansML.Grains.Training;

/// <summary>What the failure of a worker means for its run.</summary>
internal static class WorkerFailure
{
    /// <summary>Whether any other worker would fail in the same way.</summary>
    public static bool FailsRun(Exception exception) =>
        exception is TrainingDivergedException or OnnxTrainingException or InvalidDataException or ArgumentException or OutOfMemoryException || IsWithoutLibrary(exception);

    /// <summary>What happened and what to do.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        _ when IsWithoutTorch(exception) =>
            $"libtorch could not be loaded on a silo of the run's pool: {Innermost(exception).Message} Run 'deploy/setup.sh --with-torch' there, restart the silo, and resume the run.",
        OutOfMemoryException => "A silo of the run's pool has too little memory for the model and its optimizer. Lower batch_rows or the widths of the network, or give it more memory.",
        _ => exception.Message,
    };

    private static bool IsWithoutTorch(Exception exception) =>
        IsWithoutLibrary(exception) && Innermost(exception).Message.Contains("torch", StringComparison.OrdinalIgnoreCase);

    private static bool IsWithoutLibrary(Exception exception) =>
        Innermost(exception) is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException;

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
