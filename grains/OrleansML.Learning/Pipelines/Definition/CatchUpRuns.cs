namespace OrleansML.Learning.Pipelines;

/// <summary>Which of several runs are made up that came due while nothing was looking.</summary>
public enum CatchUpRuns
{
    /// <summary>The latest only.</summary>
    Latest,

    /// <summary>All within the window, oldest first, one after the other.</summary>
    All,
}
