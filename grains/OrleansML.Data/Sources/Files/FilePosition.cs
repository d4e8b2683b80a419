using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>
/// A place in the stream of a view's event files. Places are ordered by event time, then by path in ordinal order, then by number. Records
/// without a readable time stand first, at <see cref="FeatureTime.MinValue"/>.
/// </summary>
/// <param name="EventTime">Event time of the record.</param>
/// <param name="File">Path of its file.</param>
/// <param name="Number">Which row of a Parquet file, from 1; of a text file the line at which the record ends.</param>
public sealed record FilePosition(FeatureTime EventTime, string File, long Number);
