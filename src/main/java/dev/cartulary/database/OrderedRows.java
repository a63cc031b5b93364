package dev.cartulary.database;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.SharedSessionContract;

/**
 * Reads whole small tables with the criteria API. A start reads some, and the first HQL text that a
 * process parses costs more than all the rest of its start.
 */
public final class OrderedRows {

  private OrderedRows() {}

  /** Every row, ascending by the attributes, the first of which counts most. */
  public static <T> List<T> of(
      SharedSessionContract session, Class<T> entity, String... attributes) {
    CriteriaBuilder criteria = session.getCriteriaBuilder();
    CriteriaQuery<T> query = criteria.createQuery(entity);
    Root<T> row = query.from(entity);
    List<Order> order =
        Stream.of(attributes).map(attribute -> criteria.asc(row.get(attribute))).toList();
    return session.createQuery(query.select(row).orderBy(order)).getResultList();
  }
}
