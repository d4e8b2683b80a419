namespace OrleansML.Features;

/// <summary>What became of an event. The numbers are part of the wire format and never change.</summary>
public enum FeatureEventOutcome : byte
{
    /// <summary>It was taken in.</summary>
    Accepted = 0,

    /// <summary>It had come before; nothing changed.</summary>
    Duplicate = 1,

    /// <summary>It is too old for every window, or too far ahead of the clock, and changed nothing there.</summary>
    Dropped = 2,

    /// <summary>The view has changed since it was read; it must be read again.</summary>
    OtherRevision = 3,

    /// <summary>It could not be written, so it is not acknowledged.</summary>
    NotWritten = 4,
}
