namespace Orleans.Runtime;

/// <summary>Typed access to the components of a target.</summary>
public static class TargetHolderExtensions
{
    public static TComponent? GetComponent<TComponent>(this ITargetHolder targetHolder)
        where TComponent : class
        => (TComponent?)targetHolder.GetComponent(typeof(TComponent));
}
