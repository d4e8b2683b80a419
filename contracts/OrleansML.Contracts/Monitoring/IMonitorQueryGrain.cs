namespace OrleansML.Monitoring;

/// <summary>Answers what people ask of a model's windows: any windows against any baseline. Key: name of the model. Only reads, and keeps nothing.</summary>
/// <remarks>
/// All throw <see cref="OrleansMLException"/> with <see cref="ErrorCode.ModelNotFound"/>, and with <see cref="ErrorCode.InvalidRequest"/> where a time,
/// version, segment or baseline cannot be, or where more than <see cref="MostWindows"/> windows of segments would have to be read.
/// </remarks>
[Alias("OrleansML.IMonitorQueryGrain")]
public interface IMonitorQueryGrain : IGrainWithStringKey
{
    /// <summary>Most windows of segments that one request may read, those of the baseline with them.</summary>
    const int MostWindows = 2_000;

    /// <summary>What a segment was given and said in a time, against a baseline.</summary>
    [Alias("GetReport")]
    Task<MonitorReport> GetReport(MonitorQuery query);

    /// <summary>The segments in a time, each against the same segment of a baseline, worst first.</summary>
    [Alias("GetSegments")]
    Task<MonitorSegmentList> GetSegments(MonitorQuery query);
}
