using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime.Messaging;

/// <summary>Identities of clients and of the observers that they hold: <c>sys.client/CLIENT</c> and <c>sys.client/CLIENT+OBSERVER</c>.</summary>
internal static class ClientIds
{
    private const string HostedPrefix = "hosted-";
    private const byte Separator = (byte)'+';

    /// <summary>Creates the identity of a new client.</summary>
    public static GrainId CreateClient() => GrainId.Create(GrainTypePrefix.ClientGrainType, Guid.NewGuid().ToString("N"));

    /// <summary>Creates the identity of the client inside a silo.</summary>
    public static GrainId CreateHosted(SiloAddress silo) => GrainId.Create(GrainTypePrefix.ClientGrainType, HostedPrefix + silo.ToParsableString());

    /// <summary>Gets the silo that a client is inside of; false for an external client.</summary>
    public static bool TryGetSilo(GrainId client, [NotNullWhen(true)] out SiloAddress? silo)
    {
        silo = null;
        var key = client.Key.ToString()!;
        return key.StartsWith(HostedPrefix, StringComparison.Ordinal) && SiloAddress.TryParse(key[HostedPrefix.Length..], out silo);
    }

    /// <summary>Creates the identity of a new observer.</summary>
    public static GrainId CreateObserver(GrainId client) => GrainId.Create(client.Type, $"{client.Key}+{Guid.NewGuid():N}");

    /// <summary>Gets the client that holds an observer, or the client itself.</summary>
    public static GrainId GetClient(GrainId id)
    {
        var key = id.Key.AsSpan();
        var separator = key.IndexOf(Separator);
        return separator < 0 ? id : GrainId.Create(id.Type, new IdSpan(key[..separator].ToArray()));
    }
}
