namespace OrleansML.Data.History.Replay;

/// <summary>The reads to replay, as parts of a query.</summary>
/// <param name="Relation">Where they are.</param>
/// <param name="Keys">An expression for each entity key, of its type.</param>
/// <param name="Time">Time of the read in microseconds.</param>
/// <param name="Sequence">What it is ordered by among events of the same microsecond.</param>
/// <param name="Row">Its number.</param>
/// <param name="Request">An expression for each of the view's request data, as <see cref="Storage.FeatureColumns.Readable"/>.</param>
/// <param name="Extra">Further expressions, each with its type.</param>
internal sealed record ReplayReads(
    string Relation,
    IReadOnlyList<string> Keys,
    string Time,
    string Sequence,
    string Row,
    IReadOnlyList<string> Request,
    IReadOnlyList<(string Expression, string Type)> Extra);
