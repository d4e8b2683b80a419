using OrleansML.Models;

namespace OrleansML.Client;

/// <summary>An answered prediction by entity, and what its features were like.</summary>
public sealed class EntityPrediction
{
    private readonly EntityPredictReply _reply;

    internal EntityPrediction(EntityPredictReply reply)
    {
        _reply = reply;
        Prediction = new Prediction(reply.Prediction);
    }

    /// <summary>The prediction.</summary>
    public Prediction Prediction { get; }

    /// <summary>The features that went in, each with its age status in every row.</summary>
    public IReadOnlyList<FeatureUse> Features => _reply.Features;

    /// <summary>What went wrong with sources on the way, one sentence each; the ages tell what it means for the features.</summary>
    public IReadOnlyList<string> SourceFailures => _reply.SourceFailures;

    /// <summary>Time spent on features, in microseconds.</summary>
    public int FeatureMicroseconds => _reply.FeatureMicroseconds;
}
