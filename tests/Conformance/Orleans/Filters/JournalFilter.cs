namespace OrleansML.Conformance.Filters;

/// <summary>Filters calls to <see cref="IFilteredGrain"/>: writes them down, doubles results, answers for errors, denies.</summary>
internal sealed class JournalFilter(string name) : IIncomingGrainCallFilter, IOutgoingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) => FilterAsync(
        context, $"incoming {name}", $"{context.ImplementationMethod.DeclaringType?.Name} in {context.TargetContext.GrainId.Key}");

    public Task Invoke(IOutgoingGrainCallContext context) => FilterAsync(
        context, $"outgoing {name}", $"from {context.SourceContext?.GrainId.Key.ToString() ?? "outside"}");

    private async Task FilterAsync(IGrainCallContext context, string filter, string details)
    {
        if (context.InterfaceMethod.DeclaringType != typeof(IFilteredGrain))
        {
            await context.Invoke();
            return;
        }

        var key = context.TargetId.Key.ToString()!;
        var arguments = string.Join('+', Enumerable.Range(0, context.Request.GetArgumentCount()).Select(i => context.Request.GetArgument(i)).OfType<int>());
        Journal.Write(key, $"{filter} {details}: {context.MethodName}({arguments})");
        if (name == "second" && context.MethodName == nameof(IFilteredGrain.Denied))
        {
            throw new UnauthorizedAccessException("denied by the filter");
        }

        try
        {
            await context.Invoke();
            Journal.Write(key, $"{filter} result {context.Result}");
            if (name == "first" && context.Result is int number)
            {
                context.Result = number * 2;
            }
        }
        catch (InvalidOperationException exception) when (name == "first")
        {
            Journal.Write(key, $"{filter} error {exception.Message}");
            context.Result = "answered by the filter";
        }
    }
}
