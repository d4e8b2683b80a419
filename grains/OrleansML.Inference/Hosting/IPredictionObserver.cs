using OrleansML.Models;

namespace OrleansML.Inference;

/// <summary>Is told what becomes of the requests to one version of a model. Called on the way to the reply: neither waits nor throws.</summary>
public interface IPredictionObserver
{
    /// <summary>A request was answered.</summary>
    /// <param name="request">What was asked; its tensors do not change any more.</param>
    /// <param name="reply">What was answered.</param>
    void Answered(PredictRequest request, PredictReply reply);

    /// <summary>A request failed; one that its caller gave up did not.</summary>
    /// <param name="code">The kind of failure.</param>
    void Failed(ErrorCode code);
}
