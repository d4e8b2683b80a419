using OrleansML.Learning.Features;

namespace OrleansML.Grains.Features;

/// <summary>Room to put one vector together; goes back where it came from.</summary>
internal sealed class VectorScratch(ViewRuntime owner, int values, int fields) : IDisposable
{
    public FeatureValue[] Values { get; } = new FeatureValue[values];

    public FeatureReading[] Readings { get; } = new FeatureReading[fields];

    public void Dispose() => owner.Return(this);
}
