namespace OrleansML.Learning.Scoring;

/// <summary>What becomes of the rows that a table holds when scores are put into it.</summary>
public enum TableMode
{
    /// <summary>Rows of the same key are changed, others stay.</summary>
    Upsert,

    /// <summary>All are removed.</summary>
    Replace,

    /// <summary>All stay, and every score is a new row.</summary>
    Append,
}
