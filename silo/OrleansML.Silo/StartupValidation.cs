using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansML.Storage.Artifacts;
using OrleansML.Storage.Sqlite;

namespace OrleansML.Silo;

/// <summary>Runs every validator that a host has and gathers what they say, where a host itself stops at the first.</summary>
internal static class StartupValidation
{
    public static void Collect(IServiceProvider services, List<string> violations)
    {
        if (services.GetService<IStartupValidator>() is { } validator)
            Try(validator.Validate, violations);
        foreach (var check in services.GetServices<IConfigurationValidator>())
            Try(check.ValidateConfiguration, violations);
    }

    /// <summary>Whether the exception says what an operator can mend, so that a stack trace would only hide it.</summary>
    public static bool IsForOperator(Exception exception) => exception
        is OptionsValidationException
        or OrleansConfigurationException
        or ArtifactStoreException
        or SqliteStorageException
        or OrleansMLException
        or IOException;

    private static void Try(Action validate, List<string> violations)
    {
        try
        {
            validate();
        }
        catch (Exception exception)
        {
            Add(exception, violations);
        }
    }

    private static void Add(Exception exception, List<string> violations)
    {
        switch (exception)
        {
            case AggregateException several:
                foreach (var inner in several.InnerExceptions)
                    Add(inner, violations);
                break;
            case OptionsValidationException invalid:
                violations.AddRange(invalid.Failures.Except(violations));
                break;
            default:
                violations.Add(exception.Message);
                break;
        }
    }
}
