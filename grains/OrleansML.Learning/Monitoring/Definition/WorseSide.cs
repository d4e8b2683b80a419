namespace OrleansML.Learning.Monitoring;

/// <summary>On which side of a limit a number is worse.</summary>
internal enum WorseSide
{
    Above,
    Below,

    /// <summary>Farther from zero.</summary>
    Away,
}
