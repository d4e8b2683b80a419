using OrleansML.Models;

namespace OrleansML.Inference;

/// <summary>A request in the queue of a model, and the promise of its reply. Continuations never run on a device thread.</summary>
internal sealed class PendingPrediction(CheckedRequest request, string[]? outputNames, long arrived, TimeSpan timeout)
    : TaskCompletionSource<PredictReply>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private CancellationTokenRegistration _cancellation;

    public CheckedRequest Request { get; } = request;

    public string[]? OutputNames { get; } = outputNames;

    /// <summary>Timestamp of arrival.</summary>
    public long Arrived { get; } = arrived;

    /// <summary>Time it may wait.</summary>
    public TimeSpan Timeout { get; } = timeout;

    /// <summary>Whether somebody still waits for the reply.</summary>
    public bool IsWanted => !Task.IsCompleted;

    /// <summary>Cancels the promise with the token; the queue drops it when it comes to it.</summary>
    public void CancelWith(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            _cancellation = cancellationToken.UnsafeRegister(
                static (state, token) => ((PendingPrediction)state!).TrySetCanceled(token), this);
        }
    }

    public void Complete(PredictReply reply)
    {
        _cancellation.Dispose();
        TrySetResult(reply);
    }

    public void Fail(Exception exception)
    {
        _cancellation.Dispose();
        TrySetException(exception);
    }
}
