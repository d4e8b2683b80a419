namespace OrleansML.Conformance.Filters;

/// <summary>Writes down who calls what.</summary>
internal sealed class DescribingFilter : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is FilteredGrain)
        {
            var interfaceName = context.InterfaceName.Split('.')[^1];
            Journal.Write(
                context.TargetId.Key.ToString()!,
                $"{interfaceName}.{context.MethodName} from {context.SourceId?.Key} to {context.TargetId.Key} by {context.Grain.GetType().Name}");
        }

        return context.Invoke();
    }
}
