using Microsoft.Extensions.Options;

namespace OrleansML.Grains.Pipelines.Steps;

/// <summary>Follows what others do for a step.</summary>
internal sealed class StepPolls(TimeProvider time, IOptions<PipelineOptions> options)
{
    /// <summary>Asks again and again until there is an answer; an answer that cannot be had for now is asked for again.</summary>
    /// <param name="ask">Gives the answer; null for not yet.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public async Task<string> UntilAsync(Func<Task<string?>> ask, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (await ask() is { } answer)
                    return answer;
            }
            catch (Exception exception) when (StepFaults.IsPassing(exception))
            {
                // Whoever is asked moves to another silo; the timeout of the step bounds how long that may take.
            }

            await Task.Delay(options.Value.Period, time, cancellationToken);
        }
    }
}
