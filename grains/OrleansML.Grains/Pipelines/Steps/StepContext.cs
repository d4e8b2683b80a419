using System.Globalization;
using OrleansML.Data.Pipelines;
using OrleansML.Learning.Pipelines;

namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>What a runner must know of an attempt.</summary>
/// <param name="order">The attempt.</param>
/// <param name="isStopped">After a cancellation, whether the work is not wanted any more; otherwise only this silo leaves.</param>
internal sealed class StepContext(StepOrder order, Func<bool> isStopped)
{
    /// <summary>Longest output, in characters.</summary>
    public const int MostOutput = 8_192;

    private const long MostFile = 1 << 20;

    /// <summary>Whether, after a cancellation, what was begun elsewhere is to be stopped too.</summary>
    public bool IsStopped => isStopped();

    /// <summary>Tells the step of a run from every other, whichever attempt it is.</summary>
    public string Key => $"{order.Pipeline}/{order.Attempt.Run}/{order.Step.Name}";

    /// <summary>Id of the training run or scoring job of this step, whichever attempt it is.</summary>
    public string Job => PipelineIds.OfJob(order.Pipeline, order.Attempt.Run, order.Step.Name);

    /// <summary>Who asks, for the records of others.</summary>
    public string Actor => $"pipeline {order.Pipeline}";

    /// <summary>Why, for the records of others.</summary>
    public string Because => string.Create(CultureInfo.InvariantCulture, $"pipeline '{order.Pipeline}', run {order.Attempt.Run}, step '{order.Step.Name}'");

    /// <summary>Why something of this step is ended elsewhere.</summary>
    public string Stopped => $"{Because} was stopped.";

    /// <summary>What the step does.</summary>
    public T Work<T>()
        where T : StepWork => (T)order.Step.Work;

    /// <summary>Id of something that this attempt does elsewhere.</summary>
    public Guid Operation(string what) =>
        PipelineIds.OfOperation(order.Pipeline, order.Attempt.Run, order.Step.Name, order.Attempt.Attempt.ToString(CultureInfo.InvariantCulture), what);

    /// <summary>The value of a placeholder.</summary>
    /// <exception cref="StepFailedException">It has none.</exception>
    public string Value(string name)
    {
        try
        {
            return order.Values[name];
        }
        catch (KeyNotFoundException exception)
        {
            throw new StepFailedException(StepFailureKind.User, exception.Message);
        }
    }

    /// <summary>A text with its placeholders replaced.</summary>
    public string Expand(string text) => TemplateText.Expand(text, Value);

    /// <summary>A definition with its placeholders replaced, from the step or from the file that it names.</summary>
    public async Task<string> ReadAsync(StepDocument document, CancellationToken cancellationToken)
    {
        if (document.Text is { } text)
            return Expand(text);

        var path = Expand(document.File!);
        try
        {
            if (new FileInfo(path).Length > MostFile)
                throw new StepFailedException(StepFailureKind.User, $"'{path}' has more than the {MostFile} bytes that a definition may have.");
            return Expand(await File.ReadAllTextAsync(path, cancellationToken));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new StepFailedException(StepFailureKind.User, $"The definition '{path}' cannot be read: {exception.Message}");
        }
    }

    /// <summary>An output of a length that is kept. One that nobody uses is cut, since it is only looked at.</summary>
    /// <exception cref="StepFailedException">Other steps use it, and it is too long.</exception>
    public string Bounded(string output) => output.Length <= MostOutput ? output : !order.IsOutputUsed ? output[..MostOutput] : throw new StepFailedException(
        StepFailureKind.User, $"The output has more than {MostOutput} characters, which is too long for the steps that use it; have them read it from a file or a table.");
}
