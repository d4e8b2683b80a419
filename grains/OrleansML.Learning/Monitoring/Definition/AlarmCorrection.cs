namespace OrleansML.Learning.Monitoring;

/// <summary>What keeps many p-values of one window from raising false alarms; see <see cref="MultipleTests"/>.</summary>
public enum AlarmCorrection
{
    /// <summary>Nothing: each column of each segment may be wrong as often as its significance says.</summary>
    None,

    /// <summary>The significance holds for all columns and segments of a window together.</summary>
    Bonferroni,

    /// <summary>Of the columns and segments that are called drifted, the share that is not is the significance at most.</summary>
    Fdr,
}
