namespace OrleansML.Learning.Pipelines;

/// <summary>What becomes of a run that is due while another of the same pipeline still goes on.</summary>
public enum OverlapPolicy
{
    /// <summary>It is skipped.</summary>
    Skip,

    /// <summary>It waits, and starts when the other ends; while one waits, later ones are skipped.</summary>
    BufferOne,

    /// <summary>The other is cancelled, and it starts when that has ended; one that waits for that gives way to a later one.</summary>
    CancelOther,
}
