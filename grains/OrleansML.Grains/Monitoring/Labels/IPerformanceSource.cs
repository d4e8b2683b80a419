using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Tells what labels say about the windows of a model. Safe for concurrent use.</summary>
internal interface IPerformanceSource
{
    /// <summary>The windows that labels have touched which came after others, each whole: putting them in place twice changes nothing.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="watch">Its windows and segments.</param>
    /// <param name="label">What labels say.</param>
    /// <param name="after">Number of the last batch of labels whose windows are known, 0 for none; <see cref="LabelledWindows.Number"/> of the answer before.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.StorageUnavailable"/>: labels or predictions cannot be read now.</exception>
    Task<LabelledWindows> ReadAsync(string model, MonitorWatch watch, MonitorLabel label, long after, CancellationToken cancellationToken);
}
