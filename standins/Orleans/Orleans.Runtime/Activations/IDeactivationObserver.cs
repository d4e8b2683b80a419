namespace Orleans.Runtime.Activations;

/// <summary>A component of an activation that must let go of requests before the activation can end.</summary>
internal interface IDeactivationObserver
{
    /// <summary>Called in a turn as soon as the end of the activation has been decided.</summary>
    Task OnDeactivatingAsync();
}
