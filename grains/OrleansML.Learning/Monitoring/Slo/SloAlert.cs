namespace OrleansML.Learning.Monitoring;

/// <summary>What a burn rate calls for.</summary>
internal enum SloAlert
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Somebody should look at it within days.</summary>
    Ticket,

    /// <summary>Somebody should look at it now.</summary>
    Page,
}
